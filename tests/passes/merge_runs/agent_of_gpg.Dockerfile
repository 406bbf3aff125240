# An agent that gpg started may still be deleting what the second RUN deletes.
FROM debian:12
RUN curl -o /tmp/x.asc https://example.org/x.asc && gpg --recv-keys ABCDEF && gpg --verify /tmp/x.asc
RUN rm -r /root/.gnupg /tmp/x.asc
