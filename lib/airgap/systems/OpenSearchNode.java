import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * Starts a node from the libraries alone. The launcher of the distribution looks for a whole
 * distribution around it, and refuses hosts whose limits no member of a test can raise.
 */
public final class OpenSearchNode extends Node {
  private OpenSearchNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  /** The first word is the folder with opensearch.yml, the second the name of the node. */
  public static void main(String[] words) throws Exception {
    Settings first = Settings.builder().put("path.home", "/tmp").build();
    Environment environment = InternalSettingsPreparer.prepareEnvironment(
        first, Map.of(), Path.of(words[0]), () -> words[1]);
    LogConfigurator.configureWithoutConfig(environment.settings());
    OpenSearchNode node = new OpenSearchNode(environment);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, ended)));
    node.start();
    ended.await();
  }

  private static void close(Node node, CountDownLatch ended) {
    try {
      node.close();
    } catch (Exception error) {
      error.printStackTrace();
    } finally {
      ended.countDown();
    }
  }
}
