# Neither form exists for the platform that is asked for.
# level: 2
FROM --platform=linux/riscv64 node:24-trixie
CMD ["node", "-v"]
