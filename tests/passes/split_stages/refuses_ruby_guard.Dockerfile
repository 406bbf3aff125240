# guard watches the sources for their author.
# level: 2
FROM ruby:3.4-slim
RUN apt-get update && apt-get install -y build-essential
WORKDIR /app
COPY . .
RUN bundle install
CMD ["guard"]
