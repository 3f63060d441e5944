using System.Reflection;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>Where this code was built from, as the project file tells it, and the desk that is tested.</summary>
internal static class Build
{
    public static string RepositoryRoot { get; } = Told("RepositoryRoot");

    /// <summary>DESK_PROGRAM names a published one; otherwise it is what was built beside these tests.</summary>
    public static string DeskProgram { get; } = Published ?? Told("DeskProgram");

    /// <summary>Where it is started: appsettings.json lies there. What was built is started at the top, as by 'dotnet run'.</summary>
    public static string DeskFolder { get; } = Published is { } program ? Path.GetDirectoryName(program)! : RepositoryRoot;

    /// <summary>Its files are packed as tightly as they will be in use.</summary>
    public static bool IsPublished => Published is not null;

    private static string? Published => Environment.GetEnvironmentVariable("DESK_PROGRAM") is { Length: > 0 } program ? program : null;

    private static string Told(string key) => typeof(Build).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(told => told.Key == key).Value!;
}
