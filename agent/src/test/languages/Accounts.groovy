import groovy.transform.CompileStatic
import groovy.transform.Synchronized
import java.util.concurrent.locks.ReentrantLock

class Accounts {
    private final ReentrantLock first = new ReentrantLock()
    private final Object second = new Object()
    private int sum = 0

    @Synchronized
    void add(int amount) {
        first.lock()
        try {
            sum += amount
        } finally {
            first.unlock()
        }
    }

    void forth() {
        first.lock()
        try {
            synchronized (second) { sum++ }
        } finally {
            first.unlock()
        }
    }

    @CompileStatic
    void back() {
        synchronized (second) {
            first.lock()
            try {
                sum--
            } finally {
                first.unlock()
            }
        }
    }

    static void main(String[] args) {
        def accounts = new Accounts()
        [{ accounts.forth() }, { accounts.back() }, { accounts.add(5) }].each { Thread.start(it).join() }
        println "sum ${accounts.sum}"
    }
}
