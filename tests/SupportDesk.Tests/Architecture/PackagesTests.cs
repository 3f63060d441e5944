using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>Which folder may name a package that reads what strangers send or calls out; everybody else asks that folder.</summary>
public sealed partial class PackagesTests
{
    private static readonly Dictionary<string, string[]> Homes = new()
    {
        ["SkiaSharp"] = ["Features/Files/Pictures"],
        ["DnsClient"] = ["Kernel/Dns", "Features/Diagnostics/Probe", "Features/Email/Authentication", "Features/Email/Setup"],
        ["Org.BouncyCastle"] = ["Features/Email/Authentication", "Features/Email/Reading"],
        ["MailKit"] = ["Features/Email"],
        ["MimeKit"] = ["Features/Email", "Cli/Demo"],
        ["Hangfire"] = ["Jobs"],
    };

    [Fact]
    public void Sources_AnyFolder_NamesAPackageOnlyAtItsHome()
    {
        var desk = Path.Combine(Repository.Root, "src", "SupportDesk");
        var wrong = Directory.EnumerateFiles(desk, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(desk, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            .SelectMany(file =>
                Named(Path.Combine(desk, file))
                    .Where(package => !Homes[package].Any(home => file.StartsWith(home + "/", StringComparison.Ordinal)))
                    .Select(package => $"{file}: {package}")
            );
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Named(string file) => Name().Matches(File.ReadAllText(file)).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\b(?:SkiaSharp|DnsClient|Org\.BouncyCastle|MailKit|MimeKit|Hangfire)\b(?=[.;])")]
    private static partial Regex Name();
}
