import Profile
import Testing

@Suite struct FolderPathTests {
  @Test(arguments: [
    ("s", "."), ("s/", "."), ("a/b", "a"), ("a//b/", "a"), ("/a", "/"), ("/", "/"), ("//", "/"),
    ("", "."), ("./s", "."), ("../s", ".."), ("/a/b/c", "/a/b"),
  ])
  func everyPathHasAFolder(_ path: String, _ folder: String) {
    #expect(FolderPath.of(path) == folder)
  }
}
