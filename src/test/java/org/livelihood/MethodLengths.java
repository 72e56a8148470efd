package org.livelihood;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** How many lines the methods of sources have, as the compiler reads them. */
final class MethodLengths extends TreeScanner<Void, CompilationUnitTree> {

    private final int most;
    private final SourcePositions positions;
    private final List<String> longer = new ArrayList<>();

    private MethodLengths(int most, SourcePositions positions) {
        this.most = most;
        this.positions = positions;
    }

    /** Methods with more lines, from the one with their name to their last brace. */
    static List<String> longerThan(int most, List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            MethodLengths lengths = new MethodLengths(most, Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) {
                lengths.scan(unit, unit);
            }
            return lengths.longer;
        }
    }

    @Override
    public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        if (method.getBody() != null) {
            LineMap lines = unit.getLineMap();
            long end = positions.getEndPosition(unit, method);
            long start = Math.max(
                    positions.getStartPosition(unit, method), positions.getEndPosition(unit, method.getModifiers()));
            long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
            if (length > most) {
                longer.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + length + " lines");
            }
        }
        return super.visitMethod(method, unit);
    }
}
