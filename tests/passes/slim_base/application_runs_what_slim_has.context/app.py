import subprocess

subprocess.run(["tar", "-cf", "out.tar", "data"])
