using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SupportDesk.Mail;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>
/// The desk compiles against MailKit as well: all that it calls of SupportDesk.Mail has a name there, too. MailNames.txt lists those names; a
/// line may be added for what MimeKit or MailKit really have.
/// </summary>
public sealed class MailNamesTests
{
    private const string Reader = "MimeKit reads without limits; the README of the library says what takes the place of the bounded reader";

    private const string Inspection = "the command 'mail inspect' shows what this library makes of a letter; it is the one that goes when the library goes";

    /// <summary>Types that are ours alone, and why.</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        [nameof(BoundedMimeReader)] = Reader,
        [nameof(MimeReaderLimits)] = Reader,
        [nameof(MimeReading)] = Reader,
        [nameof(MimeCut)] = Reader,
        [nameof(MimeProblem)] = Inspection,
        [nameof(LetterSummary)] = Inspection,
        [nameof(MailboxSummary)] = Inspection,
        [nameof(AttachmentSummary)] = Inspection,
        [nameof(RecipientStatus)] = Inspection,
    };

    private static readonly string[] Accessors = ["get_", "set_", "add_", "remove_"];
    private static readonly Assembly Library = typeof(MimeMessage).Assembly;

    [Fact]
    public void Desk_WhatItCallsOfTheMailLibrary_MailKitHasToo()
    {
        var called = Called();

        Assert.Contains("SmtpClient.SendAsync", called);
        Assert.Contains("IMailFolder.MoveToAsync", called);
        Assert.Empty(called.Except(Names()));
    }

    /// <summary>A compiled program holds the numbers of enums and not their names, so all names are compared.</summary>
    [Fact]
    public void Library_EnumNames_MailKitHasToo() => Assert.Empty(
        Library.GetExportedTypes().Where(t => t.IsEnum && !Own.ContainsKey(t.Name)).SelectMany(t => Enum.GetNames(t).Select(n => $"{t.Name}.{n}")).Except(Names()));

    [Fact]
    public void Names_EveryLine_IsAPublicMemberOfTheLibrary()
    {
        var members = Library.GetExportedTypes()
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Select(m => Name(t.Name, m.Name)).Append(t.Name))
            .ToHashSet();

        Assert.Empty(Names().Except(members));
        Assert.Empty(Own.Keys.Except(members));
    }

    private static HashSet<string> Names() =>
        [.. File.ReadAllLines(Path.Combine(Repository.Root, "tests/SupportDesk.Tests/Architecture/MailNames.txt")).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];

    private static HashSet<string> Called()
    {
        using var file = File.OpenRead(typeof(Program).Assembly.Location);
        using var program = new PEReader(file);
        var metadata = program.GetMetadataReader();
        var types = metadata.TypeReferences.Select(h => TypeName(metadata, h));
        var members = metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => TypeName(metadata, (TypeReferenceHandle)m.Parent) is { } type ? Name(type, metadata.GetString(m.Name)) : null);
        return [.. types.Concat(members).OfType<string>().Where(n => !Own.ContainsKey(n.Split('.', '(')[0]))];
    }

    private static string? TypeName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
            return null;
        var assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        return metadata.GetString(assembly.Name) == Library.GetName().Name ? metadata.GetString(type.Name) : null;
    }

    private static string Name(string type, string member)
    {
        if (member == ".ctor")
            return $"{type}()";
        var isAccessor = Accessors.Any(prefix => member.StartsWith(prefix, StringComparison.Ordinal));
        var name = isAccessor ? member[(member.IndexOf('_', StringComparison.Ordinal) + 1)..] : member;
        return name == "Item" ? $"{type}[]" : $"{type}.{name}";
    }
}
