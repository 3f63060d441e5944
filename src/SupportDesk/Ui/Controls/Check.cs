using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>Yes or no.</summary>
public class Check : MudCheckBox<bool>
{
    public Check()
    {
        (Dense, Ripple, Color, UncheckedColor) = (true, false, Color.Primary, Color.Default);
        (CheckedIcon, UncheckedIcon, IndeterminateIcon) = (IconSvg.Of("check-on"), IconSvg.Of("check-off"), IconSvg.Of("check-some"));
    }
}
