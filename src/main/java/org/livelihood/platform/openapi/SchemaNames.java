package org.livelihood.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names the schemas of the API's description by module and class, for several modules have a Line or a Content of their
 * own; and remembers which class each name stands for. One name is one class.
 */
class SchemaNames extends TypeNameResolver {

    private static final String OURS = "org.livelihood.";

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    /** The class of each name that was given so far. */
    Map<String, Class<?>> classes() {
        return classes;
    }

    @Override
    public String nameForType(JavaType type, Set<Options> options) {
        String name = super.nameForType(type, options);
        Class<?> own = type.getRawClass();
        if (own.getName().startsWith(OURS) && !own.isEnum()) {
            Class<?> other = classes.putIfAbsent(name, own);
            if (other != null && other != own) {
                throw new IllegalStateException("Two schemas named " + name + ": " + other + " and " + own);
            }
        }
        return name;
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        String module = type.getPackageName().replaceFirst("^org\\.livelihood\\.(\\w+\\.)*", "");
        return module.equals(type.getPackageName()) ? super.getNameOfClass(type) : module + "." + type.getSimpleName();
    }
}
