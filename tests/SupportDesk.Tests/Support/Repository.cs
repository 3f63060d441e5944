namespace SupportDesk.Tests.Support;

/// <summary>The folder this code was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "SupportDesk.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SupportDesk.sln is in no folder above the tests."));
}
