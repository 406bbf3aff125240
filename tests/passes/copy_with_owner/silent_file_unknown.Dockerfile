# Without the build context it may be a directory, of which the command means only the directory itself.
FROM debian:12
COPY start.sh /app/start.sh
RUN chown www-data:www-data /app/start.sh && chmod +x /app/start.sh
