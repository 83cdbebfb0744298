import Foundation

/// Work done on several threads whose results are taken in the order of their inputs.
///
/// Few pieces are under way at once, so that memory stays flat however long the input is.
final class OrderedPipeline<Input, Output: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var finished: [Int: Output] = [:]
  private var nextNumber = 0
  private var nextResult = 0
  private var isAtEnd = false
  private var failure: (any Error)?
  private let limit: Int
  private let take: () throws -> Input?
  private let work: (Input) throws -> Output

  /// - Parameters:
  ///   - take: gives the inputs in order; called by one thread at a time.
  ///   - work: called by several threads at once.
  init(
    limit: Int = 8, take: @escaping () throws -> Input?,
    work: @escaping (Input) throws -> Output
  ) {
    self.limit = limit
    self.take = take
    self.work = work
  }

  /// Runs until the inputs end; results are given on the calling thread.
  ///
  /// - Throws: what taking, working or giving throws first.
  func run(threads: Int, give: (Output) throws -> Void) throws {
    for _ in 0..<threads {
      let thread = Thread { self.serve() }
      thread.stackSize = 4 << 20
      thread.start()
    }
    do {
      while let output = try nextOutput() { try give(output) }
    } catch {
      stop(error)
      throw error
    }
  }

  private func serve() {
    while let (number, input) = takeNext() {
      do {
        let output = try work(input)
        condition.withLock {
          finished[number] = output
          condition.broadcast()
        }
      } catch {
        stop(error)
      }
    }
  }

  private func takeNext() -> (Int, Input)? {
    condition.lock()
    defer { condition.unlock() }
    while nextNumber - nextResult >= limit, failure == nil, !isAtEnd { condition.wait() }
    guard failure == nil, !isAtEnd else { return nil }
    do {
      guard let input = try take() else {
        isAtEnd = true
        condition.broadcast()
        return nil
      }
      nextNumber += 1
      return (nextNumber - 1, input)
    } catch {
      failure = error
      condition.broadcast()
      return nil
    }
  }

  private func nextOutput() throws -> Output? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let failure { throw failure }
      if let output = finished.removeValue(forKey: nextResult) {
        nextResult += 1
        condition.broadcast()
        return output
      }
      if isAtEnd, nextResult == nextNumber { return nil }
      condition.wait()
    }
  }

  private func stop(_ error: any Error) {
    condition.withLock {
      failure = failure ?? error
      condition.broadcast()
    }
  }
}
