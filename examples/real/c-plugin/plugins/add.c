int apply(int a, int b) { return a + b; }
