using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

/// <summary>A refusal in words; one without words of its own still says that nothing happened.</summary>
internal static class ProblemMessages
{
    public static string Of(IStringLocalizer<EmailText> texts, Problem problem) =>
        texts["Problem_" + problem.Code, problem.Args!] is { ResourceNotFound: false } text ? text.Value : texts["Problem_Other"].Value;
}
