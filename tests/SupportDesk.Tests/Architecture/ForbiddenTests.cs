using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using SupportDesk.Shell;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>What must stand nowhere in the product.</summary>
public sealed partial class ForbiddenTests
{
    // What a paused page takes along is sealed by the framework; a password or a private link has no business there all the same.
    private static readonly string[] Persisted =
    [
        "CaseEmail.Typing", "ChecklistStep.Typing", "ReplyBox.Typing",
    ];

    [Fact]
    public void T60_PersistentState_HoldsWhatWasTypedAndNothingElse() =>
        Assert.Equal(
            Persisted,
            typeof(DeskHost).Assembly.GetTypes()
                .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(property => property.GetCustomAttribute<PersistentStateAttribute>() is not null)
                .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
                .Order(StringComparer.Ordinal)
        );

    // Random is for pauses between retries; what opens something comes from the system's generator.
    [Fact]
    public void T64_Tokens_ComeFromTheSystemsGenerator() => Assert.Equal([], Found(GuessableRandom()));

    [Fact]
    public void T75_Deserialisers_ThatMakeTypesTheTextNames_AreUsedNowhere() => Assert.Equal([], Found(UnsafeReaders()));

    private static IEnumerable<string> Found(Regex pattern) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(file).Where(line => pattern.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

    [GeneratedRegex(@"new Random\b|Guid\.NewGuid|MD5\.HashData\(.*(?i:token|secret|link)")]
    private static partial Regex GuessableRandom();

    [GeneratedRegex("BinaryFormatter|NetDataContractSerializer|SoapFormatter|LosFormatter|TypeNameHandling|XmlResolver = new")]
    private static partial Regex UnsafeReaders();
}
