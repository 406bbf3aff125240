# An option has no like in busybox.
# level: 3
FROM node:24-slim
RUN useradd -c "the app" app
USER app
CMD ["node"]
