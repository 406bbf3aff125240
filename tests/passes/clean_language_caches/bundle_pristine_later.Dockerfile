# The gems kept are installed again from what was downloaded.
FROM ruby:3.3
COPY Gemfile Gemfile.lock ./
RUN bundle install
RUN bundle pristine
