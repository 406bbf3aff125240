# The slim image exists for the platform.
# level: 2
FROM --platform=linux/arm64 node:24-trixie
CMD ["node", "-v"]
