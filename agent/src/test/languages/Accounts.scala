import java.util.concurrent.locks.ReentrantLock
import scala.concurrent.{Await, ExecutionContext, Future, blocking}
import scala.concurrent.duration.Duration

class Accounts:
  private val first = ReentrantLock()
  private val second = Object()
  private var sum = 0
  private lazy val name = second.synchronized { "sum " }

  private def under[T](lock: ReentrantLock)(body: => T): T =
    lock.lock()
    try body
    finally lock.unlock()

  def add(amount: Int): Unit = synchronized { under(first) { sum += amount } }

  def forth(): Unit = under(first) { second.synchronized { sum += 1 } }

  def back(): Unit = second.synchronized { under(first) { sum -= 1 } }

  def text: String = name + sum

@main def run(): Unit =
  val accounts = Accounts()
  given ExecutionContext = ExecutionContext.global
  for work <- Seq(() => accounts.forth(), () => accounts.back(), () => accounts.add(5)) do
    Await.result(Future(blocking(work())), Duration.Inf)
  println(accounts.text)
