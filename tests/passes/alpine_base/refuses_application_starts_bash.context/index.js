require('child_process').exec('bash -c "echo $((1 + 1))"');
