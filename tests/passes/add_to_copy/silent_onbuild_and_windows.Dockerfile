# A trigger sees another build context.
FROM debian:12
ONBUILD ADD . /app
