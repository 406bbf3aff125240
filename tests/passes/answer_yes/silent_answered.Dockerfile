# Every call is answered: by a flag, by `yes`, by a file.
FROM debian:12
RUN apt-get update && apt-get -qq install curl && apt-get install git -qy && apt-get install --assume-yes jq
RUN yes | apt-get install vim
RUN apt-get install nano < /answers
RUN apt-get -s install make && apt-get clean
