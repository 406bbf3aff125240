import subprocess

subprocess.run(["git", "pull"])
