import java.util.concurrent.locks.ReentrantLock
import java.util.concurrent.locks.ReentrantReadWriteLock
import kotlin.concurrent.read
import kotlin.concurrent.thread
import kotlin.concurrent.withLock
import kotlin.concurrent.write

class Accounts {
    private val first = ReentrantLock()
    private val second = Any()
    private val table = ReentrantReadWriteLock()
    private val names by lazy { table.read { mutableListOf("none") } }
    private var sum = 0

    inline fun <T> twice(action: () -> T): T {
        action()
        return action()
    }

    @Synchronized
    fun add(amount: Int) = first.withLock { sum += amount }

    fun forth() = first.withLock { synchronized(second) { twice { sum++ } } }

    fun back() = synchronized(second) { first.withLock { sum-- } }

    fun rename() = table.write { synchronized(second) { sum += 10 } }

    fun name() = names[0] + sum
}

fun main() {
    val accounts = Accounts()
    listOf(accounts::forth, accounts::back, accounts::rename, { accounts.add(5) }).forEach {
        thread { it() }.join()
    }
    println("sum " + accounts.name())
}
