using System.Reflection;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>Where this code was built from, as the project file tells it.</summary>
internal static class Build
{
    public static string RepositoryRoot { get; } = Told("RepositoryRoot");

    public static string DeskProgram { get; } = Told("DeskProgram");

    private static string Told(string key) => typeof(Build).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(told => told.Key == key).Value!;
}
