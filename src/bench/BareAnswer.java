import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The least that Reactor Netty can do: the bytes of a file as every answer. Arguments: file, port, our jar, a directory. */
public final class BareAnswer {

    public static void main(String[] arguments) throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        URLClassLoader loader = new URLClassLoader(libraries(arguments[2], Path.of(arguments[3])), null);
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> server = loader.loadClass("reactor.netty.http.server.HttpServer");
        Class<?> handler = loader.loadClass("java.util.function.BiFunction");
        Object configured = server.getMethod("port", int.class).invoke(server.getMethod("create").invoke(null), port);
        Class<?> response = loader.loadClass("reactor.netty.http.server.HttpServerResponse");
        Class<?> outbound = loader.loadClass("reactor.netty.NettyOutbound");
        Class<?> publisher = loader.loadClass("org.reactivestreams.Publisher");
        Class<?> mono = loader.loadClass("reactor.core.publisher.Mono");
        Method just = mono.getMethod("just", Object.class);
        Method header = response.getMethod("header", CharSequence.class, CharSequence.class);
        Method sendByteArray = outbound.getMethod("sendByteArray", publisher);
        Object body = just.invoke(null, (Object) bytes);
        java.util.function.BiFunction<Object, Object, Object> answer = (request, answering) -> {
            try {
                header.invoke(answering, "Content-Type", "application/json");
                header.invoke(answering, "Content-Length", Integer.toString(bytes.length));
                return sendByteArray.invoke(answering, body);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        };
        Object bound = server.getMethod("bindNow").invoke(server.getMethod("handle", handler).invoke(configured, answer));
        Object disposed = loader.loadClass("reactor.netty.DisposableChannel").getMethod("onDispose").invoke(bound);
        mono.getMethod("block").invoke(disposed);
    }

    private static URL[] libraries(String jar, Path directory) throws Exception {
        List<URL> urls = new ArrayList<>();
        try (JarFile file = new JarFile(new File(jar))) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = Path.of(entry.getName()).getFileName().toString();
                if (name.matches("(netty|reactor|reactive-streams|jspecify|micrometer).*\\.jar")) {
                    Path target = directory.resolve(name);
                    Files.copy(file.getInputStream(entry), target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    urls.add(target.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }
}
