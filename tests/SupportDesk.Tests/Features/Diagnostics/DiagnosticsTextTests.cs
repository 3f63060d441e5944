using System.Text.RegularExpressions;
using System.Xml.Linq;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Diagnostics.Signature;
using SupportDesk.Features.Payments.SelfAudit;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;
using SupportDesk.Robokassa.Status;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics;

/// <summary>Findings are keys of texts; one that is misspelled would stand on the screen as it is.</summary>
public sealed partial class DiagnosticsTextTests
{
    private static readonly string[] Practices =
    [
        "Encrypted",
        "Reached",
        "Answers",
        "InTime",
        "Repeats",
        "Refuses",
        "Algorithm",
        "Passwords",
        "Journal",
        "Amount",
        "Unique",
        "OnlyResult",
        "Logged",
        "Sources",
        "Receipts",
        "Reconciled",
    ];
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "SupportDesk", "Features", "Diagnostics");

    [Theory]
    [InlineData("DiagnosticsText.resx")]
    [InlineData("DiagnosticsText.en.resx")]
    public void Texts_EveryFinding_HasItsWords(string file)
    {
        var known = XDocument.Load(Path.Combine(Folder, file)).Descendants("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        string[] needed =
        [
            .. Enum.GetNames<AnswerShape>().Where(name => name is not ("Exact")).SelectMany(name => (string[])["Answer_" + name, $"Answer_{name}_Advice"]),
            .. Enum.GetNames<CertificateFault>()
                .Where(name => name != "None")
                .SelectMany(name => (string[])["Certificate_" + name, $"Certificate_{name}_Advice"]),
            .. Enum.GetNames<ProbeFailure>().SelectMany(name => (string[])["Failed_" + name, $"Failed_{name}_Advice"]),
            .. Enum.GetNames<LogVerdict>().SelectMany(name => (string[])["Log_" + name, $"Log_{name}_Advice"]),
            .. Enum.GetNames<PaymentState>().Append("Unknown").SelectMany(name => (string[])["State_" + name, $"State_{name}_Advice"]),
            .. Enum.GetNames<OperationResult>()
                .Append("Unknown")
                .Where(name => name != "Processed")
                .SelectMany(name => (string[])["Result_" + name, $"Result_{name}_Advice"]),
            .. Enum.GetNames<StatusOutcome>().Where(name => name != "Answered").Select(name => "Status_" + name),
            .. Enum.GetNames<CredentialVerdict>().Select(name => "Credential_" + name),
            .. Enum.GetNames<RefundStage>().Append("Message").SelectMany(name => (string[])["Refund_" + name, $"Refund_{name}_Advice"]),
            .. Enum.GetNames<RefundOutcome>().Where(name => name is not ("Answered" or "Message")).Select(name => "Status_" + name), "Refund_NoAnswer_Advice",
            .. Enum.GetValues<SignatureCaution>().Select(caution => "Caution_" + SignatureCautions.CodeOf(caution)),
            .. Enum.GetValues<SignatureMistake>().Select(SignatureMistakes.CodeOf).SelectMany(code => (string[])["Mistake_" + code, "Why_" + code]),
            .. Enum.GetNames<SignedShape>().Where(name => name != "Unknown").Select(name => "Shape_" + name),
            .. Enum.GetNames<SignedKind>().Select(name => "Kind_" + name),
            .. ExpectedSignatureParts.Names.Select(name => "Fine_" + name),
            .. Enum.GetNames<Severity>().Select(name => "Severity_" + name),
            .. Enum.GetNames<AuditState>().Select(name => "AuditState_" + name),
            .. Practices.SelectMany(key => (string[])["Audit_" + key, $"Audit_{key}_Why"]),
            .. PageErrors.Codes.Select(code => "Page_" + PageErrors.KeyOf(code)),
            .. Enum.GetNames<NotificationVerdict>().Select(name => "Notification_" + name),
            .. Enum.GetNames<ForwardState>().Select(name => "Forward_" + name),
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
                .SelectMany(path => Keys(File.ReadAllText(path))),
        ];
        Assert.Equal("", string.Join(' ', needed.Except(known)));
    }

    private static IEnumerable<string> Keys(string source) =>
        Finding()
            .Matches(source)
            .Concat(Said().Matches(source))
            .SelectMany(match => match.Groups["key"].Captures.Select(key => key.Value))
            .Where(key => !key.EndsWith('_'));

    [GeneratedRegex("""\b(Good|Care|Bad)\("(?<key>\w+)"(, "(?<key>\w+)")?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Finding();

    [GeneratedRegex("""\bT\["(?<key>[\w-]+)"[\],]|new Problem\("(?<key>\w+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();
}
