import os
os.system("df -h")
