export default function Index() { return "hello" }
