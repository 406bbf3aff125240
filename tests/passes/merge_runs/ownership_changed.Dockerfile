# A chown -R in a layer of its own stores every file a second time.
FROM debian:bookworm-slim
RUN git clone --depth 1 https://example.com/site.git /srv/site
RUN chown -R www-data:www-data /srv/site
