# Debian 9 has been without fixes for years.
FROM debian:stretch-slim
CMD ["sh"]
