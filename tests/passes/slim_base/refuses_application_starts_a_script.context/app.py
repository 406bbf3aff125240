import subprocess
subprocess.run(["./fetch.sh"], check=True)
