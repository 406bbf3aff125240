#!/bin/bash
a=(1 2)
exec node "${a[0]}"
