package org.livelihood.platform.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of the schemas what the records say: which values may be null, which are always there, and which of several
 * kinds a value is.
 */
class SchemaRules {

    private static final String REF = "#/components/schemas/";

    @SuppressWarnings("rawtypes")
    private final Map<String, Schema> schemas;

    private final Map<String, Class<?>> classes;

    @SuppressWarnings("rawtypes")
    SchemaRules(Map<String, Schema> schemas, Map<String, Class<?>> classes) {
        this.schemas = schemas;
        this.classes = classes;
    }

    void apply() {
        List.copyOf(schemas.keySet()).forEach(name -> {
            Class<?> type = classes.get(name);
            if (type != null && type.isAnnotationPresent(JsonSubTypes.class)) {
                choice(name, type);
            }
        });
        schemas.forEach((name, schema) -> {
            Class<?> type = classes.get(name);
            if (type != null && type.isRecord()) {
                record(schema, type);
            }
        });
    }

    /**
     * One of several records, told by a property: each says its own value, and whoever holds one refers to the choice.
     */
    private void choice(String name, Class<?> type) {
        String property = type.getAnnotation(JsonTypeInfo.class).property();
        Discriminator discriminator = new Discriminator().propertyName(property);
        Schema<?> choice = new JsonSchema().discriminator(discriminator);
        for (JsonSubTypes.Type kind : type.getAnnotation(JsonSubTypes.class).value()) {
            String of = nameOf(kind.value());
            discriminator.mapping(kind.name(), REF + of);
            choice.addOneOfItem(new JsonSchema().$ref(REF + of));
            schemas.put(of, kind(Objects.requireNonNull(schemas.get(of)), property, kind.name()));
        }
        schemas.values().forEach(schema -> referring(schema, choice.getOneOf().size(), name, discriminator));
        schemas.put(name, choice);
    }

    private String nameOf(Class<?> type) {
        return classes.entrySet().stream()
                .filter(named -> named.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The properties of all its parts, and the one that tells it. */
    private static Schema<?> kind(Schema<?> composed, String property, String value) {
        Schema<?> kind = object();
        Schema<?> told = new JsonSchema();
        told.setTypes(Set.of("string"));
        told.setConst(value);
        kind.addProperty(property, told);
        kind.addRequiredItem(property);
        List<Schema<?>> parts = new ArrayList<>(List.of(composed));
        if (composed.getAllOf() != null) {
            composed.getAllOf().forEach(parts::add);
        }
        for (Schema<?> part : parts) {
            if (part.getProperties() != null) {
                part.getProperties().forEach(kind::addProperty);
                kind.addProperty(property, told);
            }
            if (part.getRequired() != null) {
                part.getRequired().forEach(kind::addRequiredItem);
            }
        }
        return kind;
    }

    private static Schema<?> object() {
        Schema<?> object = new JsonSchema();
        object.setTypes(Set.of("object"));
        return object;
    }

    /** Where the kinds were written out, the choice is named. */
    private static void referring(Schema<?> holder, int kinds, String name, Discriminator discriminator) {
        if (holder.getProperties() == null) {
            return;
        }
        String one = discriminator.getMapping().values().iterator().next();
        holder.getProperties().replaceAll((property, schema) -> {
            List<?> oneOf = schema.getOneOf();
            boolean same = oneOf != null
                    && oneOf.size() == kinds
                    && oneOf.stream().anyMatch(item -> one.equals(((Schema<?>) item).get$ref()));
            return same ? new JsonSchema().$ref(REF + name) : schema;
        });
    }

    private static void record(Schema<?> schema, Class<?> type) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        Map<String, Schema> said = new LinkedHashMap<>(properties);
        Set<String> required = new LinkedHashSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            if (said.containsKey(name)) {
                said.put(name, typed(said.get(name), component.getAnnotatedType()));
                if (!isNullable(component.getAnnotatedType())) {
                    required.add(name);
                }
            }
        }
        schema.setProperties(said);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> typed(Schema<?> schema, AnnotatedType type) {
        if (type.getType() == Object.class) {
            return new JsonSchema();
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            AnnotatedType last = arguments[arguments.length - 1];
            if (schema.getItems() != null) {
                schema.setItems(typed(schema.getItems(), last));
            }
            if (schema.getAdditionalProperties() instanceof Schema<?> values) {
                schema.setAdditionalProperties(typed(values, last));
            }
        }
        return isNullable(type) ? nullable(schema) : schema;
    }

    private static Schema<?> nullable(Schema<?> schema) {
        if (schema.get$ref() != null || schema.getOneOf() != null) {
            Schema<?> none = new JsonSchema();
            none.setTypes(Set.of("null"));
            return new JsonSchema().addAnyOfItem(schema).addAnyOfItem(none);
        }
        Set<String> types = new LinkedHashSet<>(schema.getTypes() == null ? Set.of() : schema.getTypes());
        if (schema.getType() != null) {
            types.add(schema.getType());
        }
        types.add("null");
        schema.setTypes(types);
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            schema.addEnumItemObject(null);
        }
        return schema;
    }
}
