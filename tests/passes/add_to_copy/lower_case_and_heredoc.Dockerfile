# The file writes its keywords in lower case; a heredoc is text.
from debian:12
add <<EOF /etc/motd
hello
EOF
add ./ /app
