using Microsoft.AspNetCore.Components;

namespace SupportDesk.Ui.Controls;

/// <summary>Marks a control as its <see cref="Field"/> does, beside what the control was told itself.</summary>
internal sealed class FieldMark
{
    private const string Described = "aria-describedby";

    private bool isWrongItself;
    private bool isDescribedItself;

    /// <summary>Remembers what the control was told itself; before it takes its parameters.</summary>
    public void Read(ParameterView given)
    {
        isWrongItself = given.GetValueOrDefault<bool>("Error");
        isDescribedItself = given.TryGetValue<object>(Described, out _) || given.GetValueOrDefault<string>("HelperId") is not null;
    }

    public bool IsWrong(FieldState? field) => isWrongItself || field?.IsWrong == true;

    public void Describe(FieldState? field, Dictionary<string, object?> attributes)
    {
        // The attributes outlive a change if none are given with it.
        if (isDescribedItself)
            return;
        if (field?.DescribedBy is { } ids)
            attributes[Described] = ids;
        else
            attributes.Remove(Described);
    }
}
