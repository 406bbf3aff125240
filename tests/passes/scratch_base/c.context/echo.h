int echo(void);
