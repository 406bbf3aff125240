import subprocess

subprocess.run(["make", "data"])
