import subprocess
subprocess.check_call(["apt-get", "install", "-y", "libpq5"])
