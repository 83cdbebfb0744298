import Conformance
import InstrumentKit
import Testing

@Suite struct RemarkTests {
  @Test func aRemarkIsAFaultUnlessItIsSaidToBeAdvice() {
    let label = Label(nl: "a", en: "b")
    #expect(Remark("E609", at: "item a", label, remedy: label).severity == .fault)
  }
}
