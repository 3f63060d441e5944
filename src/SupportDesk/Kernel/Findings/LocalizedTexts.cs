using System.Globalization;
using Microsoft.Extensions.Localization;

namespace SupportDesk.Kernel.Findings;

/// <summary>Says what a check found: to the viewer in their language, to the provider in Russian.</summary>
public sealed class LocalizedTexts(IStringLocalizerFactory texts)
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    public string Say(LocalizedText phrase) =>
        texts.Create(phrase.Texts)[phrase.Key, [.. phrase.Args.Select(arg => arg is LocalizedText inner ? Say(inner) : arg!)]];

    public string SayRussian(LocalizedText phrase)
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
