# Gems go to a directory of the file's own choice, which dfopt does not follow.
# level: 2
FROM ruby:3.4-alpine
RUN apk add --no-cache build-base
ENV BUNDLE_PATH=/bundle
WORKDIR /app
COPY . .
RUN bundle install
CMD ["bundle", "exec", "puma"]
