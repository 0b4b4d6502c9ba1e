package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;

/** Defines woven copies of the classes with a given prefix; leaves the rest to its parent. */
final class WeavingLoader extends ClassLoader {
  private final String prefix;
  private final boolean firstLoad;
  private final Hierarchy hierarchy = new Hierarchy();
  private final WovenClass.Weaving weaving;
  int woven;

  WeavingLoader(String prefix, Spec spec, SiteLog log, boolean firstLoad) {
    super(WeavingLoader.class.getClassLoader());
    this.prefix = prefix;
    this.firstLoad = firstLoad;
    weaving = new WovenClass.Weaving(TestHooks.replacements(), new Declarations(spec, log), log);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith(prefix)) {
        loaded = defineWoven(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private Class<?> defineWoven(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = file.readAllBytes();
      ClassReader reader = new ClassReader(original);
      Hierarchy.View types = hierarchy.view(this, reader);
      byte[] bytes = new WovenClass(reader, original, this, types, weaving, firstLoad).weave();
      if (bytes != null) {
        woven++;
      }
      byte[] defined = bytes == null ? original : bytes;
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
