# R packages are downloaded to a directory that stays.
FROM rocker/r-ver:4.4
RUN install2.r --error shiny
