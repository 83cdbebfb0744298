import InstrumentKit
import PluginHost

extension PluginFault.Moment {
  /// Where, with whom and its own last words, as far as they are known; else nothing.
  var words: Label {
    var (nl, en) = ("", "")
    if let place {
      nl += ", \(place.nl)"
      en += ", \(place.en)"
    }
    if let client {
      nl += ", bij cliënt \(client)"
      en += ", with client \(client)"
    }
    if let lastWords {
      nl += "; laatste woorden: \(lastWords)"
      en += "; its last words: \(lastWords)"
    }
    return Label(nl: nl, en: en)
  }
}
