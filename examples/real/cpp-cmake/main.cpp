#include <netinet/in.h>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

int main() {
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_port = htons(8081);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, reinterpret_cast<sockaddr *>(&a), sizeof a) || listen(s, 16)) return 1;
    for (;;) {
        int c = accept(s, nullptr, nullptr);
        if (c < 0) continue;
        std::string in(1024, '\0');
        in.resize(std::max<ssize_t>(read(c, in.data(), in.size()), 0));
        std::istringstream words(in);
        std::string method, path;
        words >> method >> path;
        std::ostringstream out;
        out << "HTTP/1.0 200 OK\r\n\r\n" << std::hex
            << crc32(0, reinterpret_cast<const Bytef *>(path.data()), path.size()) << "\nsqlite "
            << sqlite3_libversion() << "\n";
        std::string text = out.str();
        if (write(c, text.data(), text.size()) < 0) return 1;
        close(c);
    }
}
