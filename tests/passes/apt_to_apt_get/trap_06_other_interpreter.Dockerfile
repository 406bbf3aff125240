# Trap 6: text for another interpreter is left as it is.
FROM python:3.12
RUN <<EOF python3
import os
os.system("apt install -y curl")
EOF
