class Main {
    public static void main(String[] arguments) {
        javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments);
    }
}
