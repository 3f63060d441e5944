namespace SupportDesk.Browser.Tests.Support;

/// <summary>A folder of the test's own that is gone after it. Kept when DESK_TEST_KEEP is set, to look into.</summary>
internal sealed class TestFolder : IDisposable
{
    private const UnixFileMode OthersMayEnter = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public TestFolder(string name)
    {
        Path = Directory.CreateTempSubdirectory(name + "-").FullName;
        // The mail servers change to users of their own, who have to pass through.
        File.SetUnixFileMode(Path, OthersMayEnter);
    }

    public string Path { get; }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("DESK_TEST_KEEP") is null)
            Directory.Delete(Path, recursive: true);
    }
}
