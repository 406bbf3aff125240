import subprocess

print(subprocess.check_output(["git", "log", "--oneline"]))
