# tdnf asks, and so does the microdnf that is dnf5 by another name.
FROM photon:5.0
RUN tdnf install tar
FROM fedora:43
RUN microdnf install tar
