using System.Globalization;
using Microsoft.Extensions.Localization;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>Says what a check found: to the viewer in their language, to the provider in Russian.</summary>
public sealed class Phrases(IStringLocalizerFactory texts)
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    public string Say(Phrase phrase) => texts.Create(phrase.Texts)[phrase.Key, [.. phrase.Args.Select(arg => arg is Phrase inner ? Say(inner) : arg!)]];

    public string SayRussian(Phrase phrase)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Russian;
        try
        {
            return Say(phrase);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
